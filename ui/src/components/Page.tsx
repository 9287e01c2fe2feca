import { useEffect, type ReactNode } from 'react';
import styles from './Page.module.css';
import { TitleLine } from './TitleLine';

interface Props {
  /** What the page is about, in the tab of the browser too; may be a name that others chose. */
  title: string;
  /** The server that it belongs to, where the title does not say so. */
  on?: string | undefined;
  /** The way up. */
  above?: ReactNode;
  note?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

export function Page({ title, on, above, note, tools, children }: Props) {
  useEffect(() => {
    document.title = [title, on, 'NodePulse'].filter(Boolean).join(' · ');
  }, [title, on]);
  return (
    <main className={styles.page} id="main" tabIndex={-1}>
      <div>
        {above}
        <TitleLine tools={tools}>
          <h1>
            <bdi>{title}</bdi>
          </h1>
          {on !== undefined && (
            <p>
              on <bdi>{on}</bdi>
            </p>
          )}
          {note}
        </TitleLine>
      </div>
      {children}
    </main>
  );
}
