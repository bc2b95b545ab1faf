/** A colour that tells vehicles apart, and its name. */
export interface MarkColour {
  /** `#rrggbb` */
  readonly colour: string;
  readonly name: string;
}

/** Colours that one can tell apart, and from the panels of day and night. */
export function markColours(): readonly MarkColour[] {
  return [
    { colour: '#d92d20', name: $localize`:@@colours.red:Red` },
    { colour: '#d97706', name: $localize`:@@colours.orange:Orange` },
    { colour: '#8a8f0a', name: $localize`:@@colours.olive:Olive` },
    { colour: '#2e9e4f', name: $localize`:@@colours.green:Green` },
    { colour: '#0e9aa7', name: $localize`:@@colours.teal:Teal` },
    { colour: '#2f7bea', name: $localize`:@@colours.blue:Blue` },
    { colour: '#7c5cf5', name: $localize`:@@colours.violet:Violet` },
    { colour: '#d6409f', name: $localize`:@@colours.pink:Pink` },
    { colour: '#8f6a4f', name: $localize`:@@colours.brown:Brown` },
    { colour: '#7b8794', name: $localize`:@@colours.grey:Grey` },
  ];
}
