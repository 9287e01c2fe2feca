import * as Radix from '@radix-ui/react-dropdown-menu';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Menu.module.css';

interface Action {
  text: string;
  onSelect: () => void;
}

interface ActionMenuProps {
  label: string;
  trigger: ReactNode;
  /** Said above the actions. */
  heading: ReactNode;
  actions: Action[];
}

/**
 * A few things to do, folded away. The trigger must be a button. It opens in place, so that its
 * heading, which is text, lies in the same landmark as the trigger.
 */
export const ActionMenu = ({ label, trigger, heading, actions }: ActionMenuProps) => (
  <Radix.Root modal={false}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Content className={styles.menu} align="end" sideOffset={6} aria-label={label}>
      <Radix.Label className={styles.heading}>{heading}</Radix.Label>
      {actions.map(({ text, onSelect }) => (
        <Radix.Item key={text} className={styles.item} onSelect={onSelect}>
          {text}
        </Radix.Item>
      ))}
    </Radix.Content>
  </Radix.Root>
);

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
