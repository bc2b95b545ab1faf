import { describe, expect, it, jest } from '@jest/globals';
import { copySelected, shareLink } from './share-link';

const url = 'https://fleet.example/?vehicle=Bus';
const refused = () => Promise.reject(new DOMException('not allowed', 'NotAllowedError'));
const no = () => false;

describe('shareLink', () => {
  it('copies to the clipboard where there is one', async () => {
    const writeText = jest.fn<(text: string) => Promise<void>>().mockResolvedValue();

    expect(await shareLink(url, { clipboard: { writeText }, copySelected: no })).toBe('copied');
    expect(writeText).toHaveBeenCalledWith(url);
  });

  it.each([undefined, { writeText: refused }])(
    'selects and copies the link without one (%#)',
    async (clipboard) => {
      const copy = jest.fn((text: string) => text !== '');

      expect(await shareLink(url, { clipboard, copySelected: copy })).toBe('copied');
      expect(copy).toHaveBeenCalledWith(url);
    },
  );

  it('hands the link to the system where nothing can be copied', async () => {
    const share = jest.fn<(data: { url: string }) => Promise<void>>().mockResolvedValue();

    expect(await shareLink(url, { share, copySelected: no })).toBe('handed-on');
    expect(share).toHaveBeenCalledWith({ url });
  });

  it('says so when nothing worked', async () => {
    expect(await shareLink(url, { share: refused, copySelected: no })).toBe('failed');
  });
});

describe('copySelected', () => {
  it('gives the focus back, and leaves nothing behind', () => {
    const button = document.createElement('button');
    document.body.replaceChildren(button);
    button.focus();

    // jsdom has no such command.
    expect(copySelected(document, url)).toBe(false);

    expect(document.activeElement).toBe(button);
    expect(document.body.children).toHaveLength(1);
  });
});
