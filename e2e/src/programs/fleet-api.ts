/** The gateway's REST API, as far as the tests ask it. */
export class FleetApi {
  /** Where `/vehicles` is: the gateway's address, or the page's with `/api`. */
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async vehicleNames(): Promise<readonly string[]> {
    const vehicles = await this.#get<{ name: string }>('/vehicles');
    return vehicles.map(({ name }) => name);
  }

  /** Where each vehicle is, as text that can be compared. */
  async places(): Promise<ReadonlyMap<string, string>> {
    const vehicles = await this.#get<{ name: string; lat: number; longitude: number }>('/vehicles');
    return new Map(vehicles.map(({ name, lat, longitude }) => [name, `${lat}, ${longitude}`]));
  }

  /** The times of a vehicle's whole history, oldest first; none for an unknown vehicle. */
  async historyTimes(vehicle: string): Promise<readonly string[]> {
    const path = `/history/${encodeURIComponent(vehicle)}?limit=100000`;
    const fixes = await this.#get<{ timestamp: string }>(path, true);
    return fixes.map(({ timestamp }) => timestamp);
  }

  /** The caller names the fields that it reads. */
  async #get<T>(path: string, isMissingFine = false): Promise<readonly T[]> {
    const answer = await fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(10_000) });
    if (answer.status === 404 && isMissingFine) return [];
    if (!answer.ok) {
      throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`);
    }
    return (await answer.json()) as T[];
  }
}
