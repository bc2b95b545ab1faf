import { beforeEach, describe, expect, it } from '@jest/globals';
import { byRole } from '../../testing/by-role';
import { ana, asAdmin, fill, open, setUpDesk, submit, text } from '../../testing/set-up-desk';

const token = {
  ...{ id: 't1', label: 'Accounting', role: 'viewer', by: 'ana' },
  ...{ createdAt: '2026-11-30T12:00:00.000Z', until: '2027-02-28T12:00:00.000Z' },
} as const;

async function setUp(answer = asAdmin) {
  const page = await setUpDesk(answer);
  page.api.answers.set('GET tokens', [token]);
  return { page, dialog: await open(page, 'tokens') };
}

describe('API tokens', () => {
  beforeEach(() => {
    globalThis.history.replaceState(null, '', '/');
    localStorage.clear();
  });

  it('are listed with role and end, and ended', async () => {
    const { page, dialog } = await setUp();
    expect(text(dialog)).toContain('Accounting');
    expect(text(dialog)).toMatch(/Viewer · until Feb 28, 2027.*, made by ana/);
    page.api.answers.set('DELETE tokens/t1', undefined);

    byRole(dialog, 'button', 'End it Accounting').click();
    await page.settle();
    await page.settle();

    expect(text(dialog)).toContain('No program has a token.');
  });

  it('are made with a role, groups and an end, and shown once', async () => {
    const { page, dialog } = await setUp();
    page.api.answers.set('POST tokens', { info: token, token: 'a-secret-text' });
    byRole(dialog, 'button', 'New token').click();
    await page.settle();
    fill(dialog, 'label', 'Accounting');
    fill(dialog, 'role', 'dispatcher');
    dialog.querySelector<HTMLInputElement>('input[value=North]')?.click();
    await submit(page, dialog);

    const asked = page.api.asked.find((question) => question.startsWith('POST tokens')) ?? '';
    expect(JSON.parse(asked.replace('POST tokens ', ''))).toEqual({
      ...{ label: 'Accounting', role: 'dispatcher', groups: ['North'] },
      until: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(text(dialog)).toContain('a-secret-text');
    byRole(dialog, 'button', 'New token').click();
    await page.settle();
    expect(text(dialog)).not.toContain('a-secret-text');
  });

  it('are not made without an end in the future', async () => {
    const { page, dialog } = await setUp();
    byRole(dialog, 'button', 'New token').click();
    await page.settle();
    fill(dialog, 'label', 'Accounting');
    const select = dialog.querySelector<HTMLSelectElement>('fleet-end-choice select');
    if (!select) throw new Error('No choice of ends.');
    select.value = 'own';
    select.dispatchEvent(new Event('change'));
    await page.settle();
    const time = dialog.querySelector<HTMLInputElement>('input[type=datetime-local]');
    if (!time) throw new Error('No field for a time.');
    time.value = '2020-01-01T10:00';
    time.dispatchEvent(new Event('input'));
    await submit(page, dialog);

    expect(text(dialog)).toContain('Choose a time in the future');
    expect(page.api.asked.some((question) => question.startsWith('POST'))).toBe(false);
  });

  it('are offered to admins of the whole fleet only', async () => {
    const person = { ...ana, groups: ['North'] };
    const { page } = await setUp({ ...asAdmin, person });
    expect(text(page.element)).not.toContain('API tokens Who did what');
    expect(page.element.querySelector('#desk-menu')?.textContent).not.toContain('Who did what');
  });
});
