import { describe, expect, it } from '@jest/globals';
import { planImport } from './plan-import.ts';
import { readVehicleRows } from './read-vehicle-rows.ts';

const nobody = { vehicles: [], devices: [] };

function plan(text: string, known: Parameters<typeof planImport>[1] = nobody) {
  const { rows, problems } = readVehicleRows(text);
  const { vehicles, devices, problems: bad } = planImport(rows, known);
  return { vehicles, devices, problems: [...problems, ...bad] };
}

describe('An import of vehicles', () => {
  it('reads commas, a mark of the byte order, other line ends, and headers as people write them', () => {
    const text =
      '\uFEFFVehicle ID,Label,Licence plate,TEAM,Color,Remarks\r\n' +
      'van-1,Van 1,AB 1,North,#aabbcc,"one, two"\r\n\r\nvan-2,,,,,\r\n';
    expect(plan(text)).toEqual({
      vehicles: [
        {
          ...{ id: 'van-1', name: 'Van 1', plate: 'AB 1', group: 'North' },
          ...{ colour: '#aabbcc', notes: 'one, two', retired: false },
        },
        { id: 'van-2', name: 'van-2', retired: false },
      ],
      devices: [],
      problems: [],
    });
  });

  it.each([';', '\t'])('reads columns that are parted by "%s"', (sign) => {
    const text = [`name${sign}plate`, `Van, 1${sign}AB 1`].join('\n');
    expect(plan(text).vehicles).toEqual([
      { id: 'Van, 1', name: 'Van, 1', plate: 'AB 1', retired: false },
    ]);
  });

  it('leaves what a file does not say as it is', () => {
    const vehicles = [{ id: 'van-1', name: 'Old', driver: 'Ann', retired: true }];
    expect(plan('id,name,driver\nvan-1,New,\n', { vehicles, devices: [] }).vehicles).toEqual([
      { id: 'van-1', name: 'New', driver: 'Ann', retired: true },
    ]);
  });

  it('puts devices into vehicles', () => {
    const known = { vehicles: [], devices: [{ id: '9', vehicle: 'van-9' }] };
    const { devices, problems } = plan('id,imei\na,1\nb,1\nc,9\nvan-9,9\nd,a\n', known);
    expect(devices).toEqual([
      { id: '1', vehicle: 'a' },
      { id: '9', vehicle: 'van-9' },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 6]);
  });

  it('names each bad line by its number and what is wrong, counting those within quotes', () => {
    const text = [
      'id,name,retired,colour,notes',
      'a,A,no,,"two',
      'lines"',
      'b,B,perhaps,,',
      '',
      'c,C,,red,',
      'd,D,,,,,more',
      ',,yes,,',
      'a,A again,,,',
      `${'x'.repeat(101)},X,,,`,
      'e,"E" f,,,',
      'g,G,X,,',
    ].join('\n');
    const { vehicles, problems } = plan(text);
    expect(vehicles.map(({ id, retired }) => [id, retired])).toEqual([
      ['a', false],
      ['g', true],
    ]);
    expect(problems.toSorted((one, other) => one.line - other.line)).toEqual([
      { line: 4, problem: 'retired: "perhaps" given, expected yes or no' },
      { line: 6, problem: 'colour: "red" given, expected a colour like #1f77b4' },
      { line: 7, problem: '7 cells given, expected 5 as in the header' },
      {
        line: 8,
        problem: expect.stringMatching(/^id: nothing given, expected a name of 1 to 100/),
      },
      { line: 9, problem: 'line 2 has the same id, expected another' },
      { line: 10, problem: expect.stringMatching(/^id: "x{100}" given, expected a name/) },
      { line: 11, problem: expect.stringMatching(/^the quotes are wrong/) },
    ]);
  });

  it('stops reading a file that is full of wrong quotes', () => {
    const { vehicles, problems } = plan(`id\na\n${'"b" c\n'.repeat(5_000)}`);
    expect(vehicles).toHaveLength(1);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.problem).toMatch(/^too many lines have wrong quotes/);
  });

  it.each([
    { text: '', problem: /^nothing given, expected a header/ },
    { text: 'plate,group\nAB 1,North', problem: /^plate, group given, expected columns/ },
    { text: 'id\n\uFFFD', problem: /UTF-8/ },
    { text: `id\n${'a\n'.repeat(20_001)}`, problem: /^20001 vehicles given/ },
    { text: 'id,speed\na,1', problem: /^"speed" given: passed over/ },
  ])('says what is wrong with a whole file: $problem', ({ text, problem }) => {
    expect(plan(text).problems).toEqual([{ line: 1, problem: expect.stringMatching(problem) }]);
  });
});
