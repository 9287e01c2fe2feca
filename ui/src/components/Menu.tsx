import * as Radix from '@radix-ui/react-dropdown-menu';
import { Check } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
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

interface Option<T extends string> {
  value: T;
  label: string;
  /** Stands above the first of several that belong together. */
  group?: string;
  /** Shown on hover. */
  hint?: string;
  /** Why it cannot be chosen, in a word or two. */
  missing?: string | undefined;
}

interface Props<T extends string> {
  label: string;
  trigger: ReactNode;
  options: Option<T>[];
  value: T | undefined;
  onChange: (value: T) => void;
  /** What has to be said of the options. */
  note?: string | undefined;
}

/** One choice out of a few, folded away. The trigger must be a button. */
export function ChoiceMenu<T extends string>({
  label,
  trigger,
  options,
  value,
  onChange,
  note,
}: Props<T>) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} align="end" sideOffset={6} aria-label={label}>
          <Radix.RadioGroup
            value={value ?? ''}
            onValueChange={(chosen) => {
              onChange(chosen as T);
            }}
          >
            {options.map(({ group, ...option }, index) => (
              <Fragment key={option.value}>
                {group !== undefined && group !== options[index - 1]?.group && (
                  <Radix.Label className={styles.heading}>{group}</Radix.Label>
                )}
                <Choice {...option} />
              </Fragment>
            ))}
          </Radix.RadioGroup>
          {note !== undefined && <Radix.Label className={styles.heading}>{note}</Radix.Label>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Choice<T extends string>({ value, label, hint, missing }: Option<T>) {
  return (
    <Radix.RadioItem
      value={value}
      className={styles.item}
      title={hint}
      disabled={missing !== undefined}
    >
      {label}
      {missing !== undefined && <span className={styles.missing}>{missing}</span>}
      <Radix.ItemIndicator>
        <Check size={14} aria-hidden="true" />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}
