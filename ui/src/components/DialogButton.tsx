import { useState, type ReactNode } from 'react';
import { Button } from './Button';

interface Props {
  /** What stands on the button. */
  children: ReactNode;
  /** The dialog that it opens, which closes by what it is given. */
  dialog: (close: () => void) => ReactNode;
}

/** Opens a dialog, which begins anew each time. */
export function DialogButton({ children, dialog }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {children}
      </Button>
      {open &&
        dialog(() => {
          setOpen(false);
        })}
    </>
  );
}
