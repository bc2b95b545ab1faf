import { describe, expect, it } from '@jest/globals';
import {
  codeHeading,
  codeLatitude,
  codeLongitude,
  codeSpeed,
  degreesOf,
  headingOf,
  maxCodedSpeed,
  speedOf,
} from './live-frame-units.ts';

describe('the units of a live frame', () => {
  it.each([
    [-29.90453, -29.90453],
    [90, 90],
    [-90.5, -90],
    [1e300, 90],
  ])('code the latitude %d as %d', (degrees, coded) => {
    expect(degreesOf(codeLatitude(degrees))).toBe(coded);
  });

  it.each([
    [-71.24894, -71.24894],
    [180, 180],
    [-180, -180],
    [181.5, -178.5],
    [-190, 170],
    [725, 5],
  ])('code the longitude %d as %d', (degrees, coded) => {
    expect(degreesOf(codeLongitude(degrees))).toBe(coded);
  });

  it.each([
    [0, 0],
    [24.504, 24.5],
    [655.34, maxCodedSpeed],
    [4_000, maxCodedSpeed],
    [null, NaN],
  ])('code the speed %j as %d mph', (mph, coded) => {
    expect(speedOf(codeSpeed(mph))).toBe(coded);
  });

  it.each([
    [0, 0],
    [271.54, 271.5],
    [359.96, 0],
    [360, 0],
    [-90, 270],
    [null, NaN],
  ])('code the heading %j as %d degrees', (degrees, coded) => {
    expect(headingOf(codeHeading(degrees))).toBe(coded);
  });
});
