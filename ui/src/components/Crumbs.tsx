import { ChevronRight } from 'lucide-react';
import { Link } from 'wouter';
import styles from './Crumbs.module.css';

/** The way up from this page. */
export function Crumbs({ steps }: { steps: { text: string; href: string }[] }) {
  return (
    <nav aria-label="Where you are">
      <ol className={styles.crumbs}>
        {steps.map(({ text, href }) => (
          <li key={href}>
            <Link href={href}>
              <bdi>{text}</bdi>
            </Link>
            <ChevronRight size={13} aria-hidden="true" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
