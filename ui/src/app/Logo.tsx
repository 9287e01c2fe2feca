import styles from './TopBar.module.css';

export const Logo = () => (
  <svg className={styles.logo} viewBox="0 0 32 32" aria-hidden="true">
    <path d="M3 17h6l3-8 5 15 4-10 2 3h6" />
  </svg>
);
