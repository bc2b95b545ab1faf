import { expect, type Locator, type Page } from '@playwright/test';

/** The page as somebody sees it who watches the fleet. */
export class FleetPage {
  readonly page: Page;
  readonly rows: Locator;
  readonly status: Locator;
  readonly card: Locator;
  /** Addresses of other machines that the page asked. */
  readonly strangers: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    // The time bar and the groups have choices of their own.
    this.rows = page.locator('fleet-vehicle-list fleet-vehicle-rows').getByRole('option');
    this.status = page.locator('fleet-connection-status');
    this.card = page.getByRole('region', { name: 'Selected vehicle' });
  }

  /** Opens the page and counts, from its first moment on, how often vehicles are drawn. */
  static async open(page: Page, url: string): Promise<FleetPage> {
    const fleet = new FleetPage(page);
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (
        asked.host !== new URL(url).host &&
        asked.protocol !== 'blob:' &&
        asked.protocol !== 'data:'
      )
        fleet.strangers.push(request.url());
    });
    await page.addInitScript(countVehicleFrames);
    // Chromium gives up a request when a network interface comes or goes, as those of containers do.
    await expect(() => page.goto(url)).toPass({ timeout: 30_000 });
    return fleet;
  }

  /** How many frames of moving vehicles were drawn so far. */
  drawnFrames(): Promise<number> {
    return this.page.evaluate(() => Number(document.documentElement.dataset['drawnFrames'] ?? 0));
  }

  /** How many frames are drawn in a second from now. */
  async framesInASecond(): Promise<number> {
    const before = await this.drawnFrames();
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
    return (await this.drawnFrames()) - before;
  }

  /** The map as it looks now. */
  picture(): Promise<Buffer> {
    return this.page.locator('fleet-map').screenshot();
  }

  async expectFleet(atLeast: number): Promise<void> {
    await expect(this.status).toContainText('Live');
    await expect
      .poll(async () => Number(await this.rows.first().getAttribute('aria-setsize')))
      .toBeGreaterThanOrEqual(atLeast);
  }

  /** All that comes after the map is there: a network that is lost then takes no script away. */
  async expectWhole(): Promise<void> {
    const bar = this.page.getByRole('slider', { name: 'Time that is shown' });
    await expect(bar).toBeVisible({ timeout: 30_000 });
    await expect(this.page.getByRole('button', { name: 'Settings' })).toBeVisible();
    await expect(this.page.getByText('OpenStreetMap contributors')).toBeVisible();
  }

  /** More frames than reports come in: vehicles glide from one to the next. */
  async expectMovement(): Promise<void> {
    const before = await this.picture();
    await expect.poll(() => this.framesInASecond(), { timeout: 30_000 }).toBeGreaterThan(3);
    await expect.poll(async () => (await this.picture()).equals(before)).toBe(false);
  }
}

/** Runs in the page: wraps the one call that begins every frame of the vehicles' canvas. */
function countVehicleFrames(): void {
  // The type says what the method is called on, so that it can be taken out and called again.
  const context = WebGL2RenderingContext.prototype as {
    clear: (this: WebGL2RenderingContext, mask: number) => void;
  };
  const { clear } = context;
  context.clear = function (mask) {
    const { canvas } = this;
    if (canvas instanceof HTMLCanvasElement && canvas.className === 'vehicle-canvas') {
      const { dataset } = document.documentElement;
      dataset['drawnFrames'] = String(Number(dataset['drawnFrames'] ?? 0) + 1);
    }
    clear.call(this, mask);
  };
}
