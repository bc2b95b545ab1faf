import { describe, expect, it } from '@jest/globals';
import { decodeText } from './decode-text.ts';

const declared = (encoding: string) =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<a>Zürich</a>`;

function utf16(text: string, { isBig = false, mark = true } = {}): Buffer {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(declared('UTF-8'))],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${declared('utf-8')}`)],
    ['UTF-8 without a declaration', Buffer.from('<a>Zürich</a>')],
    ['UTF-8 that calls itself UTF-16', Buffer.from(declared('UTF-16'))],
    ['UTF-8 in an encoding that nobody knows', Buffer.from(declared('klingon'))],
    ['UTF-16 LE', utf16(declared('UTF-16'))],
    ['UTF-16 BE', utf16(declared('UTF-16'), { isBig: true })],
    ['UTF-16 LE without a mark', utf16(declared('UTF-16LE'), { mark: false })],
    ['UTF-16 BE without a mark', utf16('\n<a>Zürich</a>', { isBig: true, mark: false })],
    ['ISO-8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1')],
    ['Windows-1252', Buffer.from(declared('windows-1252'), 'latin1')],
  ])('reads %s', (_case, bytes) => {
    expect(decodeText(bytes)).toMatch(/^\n?(<\?xml .*\?>\n)?<a>Zürich<\/a>$/);
  });

  it('reads numbers among characters of an encoding that is not declared', () => {
    expect(decodeText(Buffer.from('<a b="1">é</a>', 'latin1'))).toContain('<a b="1">');
  });

  it('is not misled by zeros before or behind a text', () => {
    expect(decodeText(Buffer.from(`<a/>${'\0'.repeat(600)}`))).toContain('<a/>');
    expect(decodeText(Buffer.from(`${'\0'.repeat(600)}<a/>`))).toContain('<a/>');
  });
});
