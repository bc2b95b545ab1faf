import { describe, expect, it } from '@jest/globals';
import { flagField, numberField, textField } from './field-kinds.ts';

const fuel = numberField({ unit: 'percent', least: 0, most: 100, example: 62.5 });
const ignition = flagField('whether the engine is switched on');
const alarm = textField('what the device warns of', 'sos');

describe.each([
  ['numberField', fuel],
  ['flagField', ignition],
  ['textField', alarm],
])('%s', (_, kind) => {
  it('reads its own example and answers it', () => {
    expect(kind.read(kind.example)).toBe(kind.example);
    expect(kind.answer.parse(kind.example)).toBe(kind.example);
  });

  it.each([undefined, null, '', NaN, {}, [], [1], { value: 1 }])('says nothing of %j', (given) => {
    expect(kind.read(given)).toBeUndefined();
  });
});

describe('numberField', () => {
  it.each([
    [0, 0],
    [100, 100],
    ['62.5', 62.5],
    [100.1, undefined],
    [-1, undefined],
    [true, undefined],
  ])('reads %j as %j', (given, expected) => {
    expect(fuel.read(given)).toBe(expected);
  });
});

describe('flagField', () => {
  it.each([
    [true, true],
    ['true', true],
    [1, true],
    ['0', false],
    [0, false],
    ['on', undefined],
    [-1, undefined],
  ])('reads %j as %j', (given, expected) => {
    expect(ignition.read(given)).toBe(expected);
  });
});

describe('textField', () => {
  it('reads up to 200 characters, and nothing of more', () => {
    expect(alarm.read('x'.repeat(200))).toHaveLength(200);
    expect(alarm.read('x'.repeat(201))).toBeUndefined();
    expect(alarm.read(5)).toBeUndefined();
  });
});
