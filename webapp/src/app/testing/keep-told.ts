import { FleetTable } from '../fleet/fleet-table';
import type { FleetPositions, PositionListener } from '../fleet/position-source';

/** What a listener was told, as lines. */
export function keepTold(): { readonly told: string[]; readonly listener: PositionListener } {
  const told: string[] = [];
  const tell = (what: string) => (positions: FleetPositions) => {
    const table = new FleetTable();
    table.replaceAll(positions.reports);
    told.push(`${what}: ${Array.from(table.rows(), (row) => table.nameAt(row)).join(', ')}`);
  };
  const listener: PositionListener = {
    replaceAll: tell('all'),
    update: tell('update'),
    refresh: tell('refresh'),
    changeConnection: ({ state }) => told.push(state),
    changePast: ({ name, from, until }) => told.push(`late: ${name}, ${from} to ${until}`),
  };
  return { told, listener };
}
