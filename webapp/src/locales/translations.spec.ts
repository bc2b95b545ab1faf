/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ko } from './ko';

const folder = join(import.meta.dirname, '../app');

const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|html)$/.test(path) && !path.endsWith('.spec.ts'))
  .map((path) => readFileSync(join(folder, path), 'utf8'));

/** `@@list.search`: an id with its area before the dot. */
const marked = /@@([a-z-]+\.[\w.-]+)/g;
/** `$localize`:@@list.count:${count}:count: vehicles``: an id and the text after it. */
const inCode = /\$localize`:@@([a-z-]+\.[\w.-]+):((?:[^`\\]|\\.)*)`/gs;
/** `}:count:` in a text in code, or `{$count}` in a translation. */
const placeholders = /\}:(\w+):|\{\$(\w+)\}/g;

const idsInUse = new Set(sources.flatMap((text) => [...text.matchAll(marked)].map(([, id]) => id)));
const codeTexts = sources.flatMap((text) =>
  [...text.matchAll(inCode)].map(([, id = '', wording = '']) => ({ id, wording })),
);

/** `label="Text" i18n-label="@@id"`, and `i18n="@@id">Text<`. */
const inAttribute = /\s([\w-]+)="([^"]*)"\s+i18n-\1="@@([\w.-]+)"/g;
const inElement = /\si18n="@@([\w.-]+)"[^>]*>([^<{]*)</g;
const templateTexts = sources.flatMap((text) => [
  ...[...text.matchAll(inAttribute)].map(([, , wording = '', id = '']) => ({ id, wording })),
  ...[...text.matchAll(inElement)].map(([, id = '', wording = '']) => ({ id, wording })),
]);
const english = [...codeTexts, ...templateTexts]
  .map(({ id, wording }) => ({ id, wording: wording.replace(/\s+/g, ' ').trim() }))
  .filter(({ wording }) => wording !== '');

/** Without what is filled in. */
const wordsOf = (wording: string) => wording.replaceAll(/\$\{[^}]*\}(?::\w+:)?/g, '');

/** The word that each term has everywhere; a Korean text may say it with a particle behind it. */
const glossary: readonly (readonly [term: RegExp, korean: RegExp])[] = [
  [/\bvehicles?\b/i, /차량/],
  [/\bhistory\b/i, /기록/],
  [/\bstops?\b|\bstopped\b/i, /정차/],
  [/\bsilent\b/i, /무응답/],
  [/\bfollow(ing)?\b/i, /따라가/],
  [/\bspeeds?\b/i, /속도|평균|최고/],
  [/\bdistance\b/i, /거리/],
  [/\bmap\b/i, /지도/],
  [/\bgateway\b/i, /게이트웨이/],
];

const namesIn = (text: string) =>
  [...text.matchAll(placeholders)]
    .map(([, inText, inTranslation]) => inText ?? inTranslation)
    .sort();

describe('the Korean translation', () => {
  it('has every text of the page', () => {
    expect([...idsInUse].filter((id) => id !== undefined && !(id in ko))).toEqual([]);
  });

  it('has no text that the page does not', () => {
    expect(Object.keys(ko).filter((id) => !idsInUse.has(id))).toEqual([]);
  });

  it('fills in what the text fills in', () => {
    const different = codeTexts.filter(
      ({ id, wording }) => namesIn(wording).join() !== namesIn(ko[id] ?? '').join(),
    );

    expect(different).toEqual([]);
  });
});

describe('the Korean terms', () => {
  it('are the same for the same English text', () => {
    const translated = new Map<string, Set<string>>();
    for (const { id, wording } of english) {
      translated.set(wording, (translated.get(wording) ?? new Set()).add(ko[id] ?? ''));
    }

    expect(translated.size).toBeGreaterThan(100);
    expect([...translated].filter(([, { size }]) => size > 1)).toEqual([]);
  });

  it('are those of the glossary', () => {
    const different = english.flatMap(({ id, wording }) =>
      glossary
        .filter(([term, korean]) => term.test(wordsOf(wording)) && !korean.test(ko[id] ?? ''))
        .map(([term]) => `${id} (${term.source}): ${wording} → ${ko[id]}`),
    );

    expect(different).toEqual([]);
  });
});

describe('a text in code', () => {
  it('has one wording for one id', () => {
    const wordings = new Map<string, Set<string>>();
    for (const { id, wording } of codeTexts) {
      wordings.set(id, (wordings.get(id) ?? new Set()).add(wording));
    }

    expect([...wordings].filter(([, { size }]) => size > 1).map(([id]) => id)).toEqual([]);
  });

  it('is translated when it is shown, not when its file is loaded: then no language is', async () => {
    const early: string[] = [];
    $localize.translate = (parts, values) => {
      early.push(parts.join('…'));
      return [parts, values];
    };

    await import('../app/app');
    delete $localize.translate;

    expect(early).toEqual([]);
  });
});
