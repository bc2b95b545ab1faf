import { expect, type Locator } from '@playwright/test';
import type { FleetPage } from './fleet-page.ts';

/** The history of the selected vehicle, and of others beside it, as somebody sees it who opens it. */
export class HistoryPanel {
  readonly region: Locator;
  /** Distance, times and notes of the vehicle that is looked at. */
  readonly facts: Locator;

  private constructor(region: Locator) {
    this.region = region;
    this.facts = region.locator('.facts');
  }

  static async open(fleet: FleetPage): Promise<HistoryPanel> {
    await fleet.card.getByRole('button', { name: 'History', exact: true }).click();
    const panel = new HistoryPanel(fleet.page.getByRole('region', { name: 'History' }));
    await expect(panel.region).toBeVisible();
    return panel;
  }

  /** Shows this vehicle's track as well; six at most. */
  async add(name: string): Promise<void> {
    await this.region.getByRole('combobox', { name: 'Add a vehicle' }).fill(name);
    await expect(this.#named(name)).toBeVisible();
  }

  /** Shows what was reported between two times, in milliseconds since 1970, to the second. */
  async choose(from: number, to: number): Promise<void> {
    const range = this.region.getByRole('combobox', { name: 'Range of the history' });
    await range.selectOption({ label: 'From – to…' });
    // Each input is read together with the other one.
    await this.region.getByLabel('From', { exact: true }).fill(toInput(from));
    await this.region.getByLabel('To', { exact: true }).fill(toInput(to));
    await this.region.getByLabel('To', { exact: true }).blur();
  }

  /** How far a vehicle drove in that range, in miles, as the panel says it. */
  async milesOf(name: string): Promise<number> {
    await this.#named(name).click();
    // Until then the facts are those of the vehicle before.
    await expect(this.#named(name)).toHaveAttribute('aria-pressed', 'true');
    await expect(this.facts).toBeVisible();
    return milesIn(await this.facts.locator('strong').innerText());
  }

  #named(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }
}

/** The number in `12.3 mi`. */
export function milesIn(text: string): number {
  const match = /([\d,.]+) mi\b/.exec(text);
  if (!match?.[1]) throw new Error(`There is no distance in ${JSON.stringify(text)}.`);
  return Number(match[1].replaceAll(',', ''));
}

/** `2026-11-22T10:00:00` by the clock of this machine, which is the browser's too. */
function toInput(time: number): string {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}
