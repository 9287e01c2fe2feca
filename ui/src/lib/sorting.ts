import { functionalUpdate, type SortingState, type Updater } from '@tanstack/react-table';
import { setOrDrop, type Address } from './address';

/** How a table is sorted, kept in the address as `sort=column` or `sort=-column`. */
export function sortingOf(address: Address): {
  sorting: SortingState;
  onSortingChange: (updater: Updater<SortingState>) => void;
} {
  const text = address.parameters.get('sort') ?? '';
  const sorting = text ? [{ id: text.replace(/^-/, ''), desc: text.startsWith('-') }] : [];
  return {
    sorting,
    onSortingChange: (updater) => {
      const [first] = functionalUpdate(updater, sorting);
      address.choose((parameters) => {
        setOrDrop(parameters, 'sort', first ? `${first.desc ? '-' : ''}${first.id}` : '');
      });
    },
  };
}
