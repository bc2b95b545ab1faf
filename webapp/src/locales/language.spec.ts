import { describe, expect, it } from '@jest/globals';
import { chooseLanguage } from './language';

describe('chooseLanguage', () => {
  it.each([
    ['the one that was chosen', 'en', ['ko-KR'], 'en'],
    ['the first that the browser wants and the page knows', null, ['fr', 'ko-KR', 'en'], 'ko'],
    ['English where the browser wants others', null, ['fr', 'de-CH'], 'en'],
    ['English where the browser wants none', null, [], 'en'],
    ['what the browser wants where the choice is unknown', 'tlh', ['ko'], 'ko'],
    ['not Korean for a language that begins alike', null, ['kok'], 'en'],
  ])('is %s', (_what, remembered, wanted, expected) => {
    expect(chooseLanguage(remembered, wanted)).toBe(expected);
  });
});
