import { Field } from './Field';

interface Props {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
}

/** The tags that were typed, without those given twice. */
export const tagsOf = (typed: string): string[] => [
  ...new Set(typed.split(/[\s,]+/).filter((tag) => tag !== '')),
];

/** Tags as they are typed. */
export const tagsText = (tags: readonly string[]): string => tags.join(' ');

/** Tags of servers, to type in with blanks or commas between them. */
export const TagsField = ({ onChange, ...input }: Props) => (
  <Field
    autoComplete="off"
    spellCheck={false}
    autoCapitalize="none"
    placeholder="team=db prod"
    {...input}
    onChange={(event) => {
      onChange(event.target.value);
    }}
  />
);
