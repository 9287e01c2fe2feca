import { Link, useLocation } from 'wouter';
import styles from './TopBar.module.css';

interface Props {
  href: string;
  /** Other places that count as part of this page. */
  within?: string[];
  children: string;
}

export function NavLink({ href, within = [], children }: Props) {
  const [location] = useLocation();
  const current = location === href || within.some((path) => location.startsWith(path));
  return (
    <Link href={href} className={styles.link} aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  );
}
