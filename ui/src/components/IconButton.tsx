import type { LucideIcon } from 'lucide-react';
import { Button } from './Button';
import { Tip } from './Tip';

interface Props {
  icon: LucideIcon;
  /** What it does, spoken and shown on hover. */
  label: string;
  onClick: () => void;
}

/** A button for where there is no place for words. */
export const IconButton = ({ icon: Icon, label, onClick }: Props) => (
  <Tip text={label}>
    <Button look="quiet" aria-label={label} onClick={onClick}>
      <Icon size={15} aria-hidden="true" />
    </Button>
  </Tip>
);
