import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './Button';
import styles from './CopyText.module.css';

/** A text to take along, with a button that copies it. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
    });
  };
  return (
    <div>
      <p className={styles.label}>{label}</p>
      <div className={styles.line}>
        <code className={styles.text}>{text}</code>
        <Button onClick={copy} aria-label={`Copy ${label.toLowerCase()}`}>
          {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
        </Button>
      </div>
    </div>
  );
}
