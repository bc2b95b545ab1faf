/** What HTML elements are, as far as the tests look for them. */
const implicit: Readonly<Record<string, string>> = {
  button: 'button',
  region: 'section',
  radio: 'input[type=radio]',
};

/**
 * The first element with a role and a name, as somebody who cannot see the page finds it. Throws
 * where there is none.
 */
export function byRole(root: Element, role: string, name: string | RegExp): HTMLElement {
  const selector = [`[role=${role}]`, implicit[role]].filter(Boolean).join(',');
  const found = [...root.querySelectorAll<HTMLElement>(selector)].find((element) => {
    const label = element.getAttribute('aria-label') ?? labelOf(element);
    const text = label.replace(/\s+/g, ' ').trim();
    return typeof name === 'string' ? text === name : name.test(text);
  });
  if (!found) throw new Error(`No ${role} called ${String(name)} on the page.`);
  return found;
}

function labelOf(element: HTMLElement): string {
  return (element.closest('label') ?? element).textContent;
}
