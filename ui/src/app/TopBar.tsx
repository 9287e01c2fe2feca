import { Link } from 'wouter';
import { addresses } from '../lib/address';
import { Logo } from './Logo';
import styles from './TopBar.module.css';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <div className={styles.inner}>
        <Link href={addresses.fleet} className={styles.brand}>
          <Logo />
          NodePulse
        </Link>
      </div>
    </header>
  );
}
