import { Monitor, Moon, Search, Sun } from 'lucide-react';
import { Link } from 'wouter';
import { useMay } from '../api/session';
import { Button } from '../components/Button';
import { Kbd } from '../components/Kbd';
import { ChoiceMenu } from '../components/Menu';
import { addresses } from '../lib/address';
import { useStore } from '../lib/store';
import { chooseTheme, theme, type Theme } from '../lib/theme';
import { AccountMenu } from './AccountMenu';
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

/** `locked`: nobody may read before signing in, so there is nowhere to go. */
export function TopBar({ locked }: { locked: boolean }) {
  const mayAdminister = useMay('admin');
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
        {!locked && (
          <nav className={styles.nav} aria-label="Pages">
            <NavLink href={addresses.fleet} within={['/servers']}>
              Fleet
            </NavLink>
            <NavLink href={addresses.compare()}>Compare</NavLink>
            <NavLink href={addresses.system}>System</NavLink>
            {mayAdminister && (
              <span className={styles.wideLink}>
                <NavLink href={addresses.administration}>Administration</NavLink>
              </span>
            )}
          </nav>
        )}
        <div className={styles.tools}>
          {!locked && (
            <>
              <JumpButton />
              <LiveButton />
            </>
          )}
          <ThemeMenu />
          <AccountMenu locked={locked} />
        </div>
      </div>
    </header>
  );
}

function JumpButton() {
  return (
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
