import type { Theme } from '../../settings/theme';

/** The colours of the offline map: calm, so that the vehicles are what one sees. */
export interface BaseMapColors {
  readonly sea: string;
  readonly land: string;
  readonly settled: string;
  readonly green: string;
  readonly building: string;
  readonly boundary: string;
  readonly minor: string;
  readonly minorCasing: string;
  readonly tertiary: string;
  readonly secondary: string;
  readonly primary: string;
  readonly motorway: string;
  readonly majorCasing: string;
  readonly motorwayCasing: string;
  readonly label: string;
  readonly majorLabel: string;
  readonly labelHalo: string;
  readonly townLabel: string;
  readonly seaLabel: string;
  readonly arrow: string;
}

export const baseMapColors: Readonly<Record<Theme, BaseMapColors>> = {
  light: {
    sea: '#c3dcec',
    land: '#f4f2ec',
    settled: '#ebe8e0',
    green: '#e0ead3',
    building: '#e2ddd2',
    boundary: '#a59bb0',
    minor: '#ffffff',
    minorCasing: '#d8d3c8',
    tertiary: '#ffffff',
    secondary: '#fff6d6',
    primary: '#ffe8a8',
    motorway: '#ffd08a',
    majorCasing: '#d3c7ab',
    motorwayCasing: '#d9a55e',
    label: '#5c5a55',
    majorLabel: '#3f3d39',
    labelHalo: '#ffffffdd',
    townLabel: '#33322f',
    seaLabel: '#5b8cab',
    arrow: '#9a958a',
  },
  dark: {
    sea: '#0e1a26',
    land: '#1b2129',
    settled: '#20272f',
    green: '#1c2a26',
    building: '#262e37',
    boundary: '#5b5a70',
    minor: '#333c47',
    minorCasing: '#171c23',
    tertiary: '#3c4652',
    secondary: '#4a4d4a',
    primary: '#5c5641',
    motorway: '#75603a',
    majorCasing: '#14191f',
    motorwayCasing: '#12161b',
    label: '#9aa5b1',
    majorLabel: '#c2cad3',
    labelHalo: '#161b22e6',
    townLabel: '#dfe5eb',
    seaLabel: '#4d7396',
    arrow: '#6d7884',
  },
};
