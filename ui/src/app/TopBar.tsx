import { Monitor, Moon, Search, Sun } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '../components/Button';
import { Kbd } from '../components/Kbd';
import { ChoiceMenu } from '../components/Menu';
import { addresses } from '../lib/address';
import { useStore } from '../lib/store';
import { chooseTheme, theme, type Theme } from '../lib/theme';
import { LiveButton } from './LiveButton';
import { Logo } from './Logo';
import { NavLink } from './NavLink';
import { shell } from './shell';
import styles from './TopBar.module.css';

const themes: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const themeIcons = { system: Monitor, light: Sun, dark: Moon };

export function TopBar() {
  return (
    <header className={styles.bar}>
      <a href="#main" className={styles.skip}>
        Skip to the content
      </a>
      <div className={styles.inner}>
        <Link href={addresses.fleet} className={styles.brand} aria-label="NodePulse">
          <Logo />
          <span className={styles.word}>NodePulse</span>
        </Link>
        <nav className={styles.nav} aria-label="Pages">
          <NavLink href={addresses.fleet} within={['/servers']}>
            Fleet
          </NavLink>
          <NavLink href={addresses.compare()}>Compare</NavLink>
          <NavLink href={addresses.system}>System</NavLink>
        </nav>
        <div className={styles.tools}>
          <Button
            className={styles.jump}
            onClick={() => {
              shell.set('palette');
            }}
            aria-label="Jump to… Ctrl K"
          >
            <Search size={15} aria-hidden="true" />
            <span className={styles.jumpText}>Jump to…</span>
            <span className={styles.jumpText}>
              <Kbd>Ctrl K</Kbd>
            </span>
          </Button>
          <LiveButton />
          <ThemeMenu />
        </div>
      </div>
    </header>
  );
}

function ThemeMenu() {
  const chosen = useStore(theme);
  const Icon = themeIcons[chosen];
  return (
    <ChoiceMenu
      label="Colours"
      options={themes}
      value={chosen}
      onChange={chooseTheme}
      trigger={
        <Button look="quiet" aria-label="Colours">
          <Icon size={16} aria-hidden="true" />
        </Button>
      }
    />
  );
}
