import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';

/** From this many rows on, only those in view are drawn. */
const wholeUpTo = 120;

/** Which rows of a long table are in view of the window, and how much room the others take. */
export function useRowWindow(count: number, rowHeight: number) {
  const ref = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const whole = count <= wholeUpTo;

  useLayoutEffect(() => {
    const body = ref.current;
    if (body) setTop(body.getBoundingClientRect().top + window.scrollY);
  }, [whole]);

  const virtualizer = useWindowVirtualizer({
    count: whole ? 0 : count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: top,
  });
  if (whole) return { ref, above: 0, below: 0, first: 0, last: count };

  const items = virtualizer.getVirtualItems();
  const start = items[0];
  const end = items[items.length - 1];
  return {
    ref,
    above: start ? start.start - top : 0,
    below: end ? virtualizer.getTotalSize() - (end.end - top) : 0,
    first: start?.index ?? 0,
    last: end ? end.index + 1 : 0,
  };
}
