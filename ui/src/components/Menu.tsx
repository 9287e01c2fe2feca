import * as Radix from '@radix-ui/react-dropdown-menu';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Menu.module.css';

interface Props<T extends string> {
  label: string;
  trigger: ReactNode;
  options: { value: T; label: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One choice out of a few, folded away. The trigger must be a button. */
export function ChoiceMenu<T extends string>({
  label,
  trigger,
  options,
  value,
  onChange,
}: Props<T>) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} align="end" sideOffset={6} aria-label={label}>
          <Radix.RadioGroup
            value={value}
            onValueChange={(chosen) => {
              onChange(chosen as T);
            }}
          >
            {options.map((option) => (
              <Radix.RadioItem key={option.value} value={option.value} className={styles.item}>
                {option.label}
                <Radix.ItemIndicator>
                  <Check size={14} aria-hidden="true" />
                </Radix.ItemIndicator>
              </Radix.RadioItem>
            ))}
          </Radix.RadioGroup>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
