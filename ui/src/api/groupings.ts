/** What the memory of a group is, and what has to be said of it. */
export interface Memory {
  title: string;
  label: string;
  hint: string;
}

interface Row {
  /** Several of them, as a heading. */
  many: string;
  one: string;
  memory: Memory;
}

const ofControlGroups = {
  title: 'Memory',
  label: 'Memory',
  hint: 'as the kernel counts it for the group, without file cache that can go at once',
};

/** What processes are grouped by, as the API has it; units and slices overlap with names and are never summed with them. */
const table = {
  process: {
    many: 'Processes',
    one: 'Process',
    memory: {
      title: 'RSS',
      label: 'Resident set size',
      hint: 'shared memory counts in each process',
    },
  },
  unit: { many: 'Units', one: 'Unit', memory: ofControlGroups },
  slice: { many: 'Slices', one: 'Slice', memory: ofControlGroups },
} satisfies Record<string, Row>;

export type Grouping = keyof typeof table;

export const groupings = Object.keys(table) as Grouping[];

export const groupingRow = (by: Grouping): Row => table[by];

/** What every server has. */
export const usualGrouping: Grouping = 'process';
