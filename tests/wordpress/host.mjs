// A whole WordPress for one test: a database and a web server of its own on this machine's loopback, everything they
// write in one folder that goes with them. Nothing of it is a service, and nothing asks the network.

import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../e2e/server.js';
import { eventually } from '../engines/webdriver.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const run = promisify(execFile);

/** WordPress as it was unpacked; WORDPRESS=folder takes another one. */
const SOURCE = process.env.WORDPRESS ?? here('../../target/wordpress');
const ZIP = here('../../target/kalendarz-kultury.zip');

const DATABASE = [
  ...['--skip-networking', '--skip-log-bin', '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=32M'],
  ...['--innodb-log-file-size=8M', '--performance-schema=OFF'],
];

export const USERS = { admin: 'administrator', redaktorka: 'contributor' };
export const PASSWORD = 'tajne, ale tylko tutaj';

/** Starts WordPress with the plugin's zip unpacked in it, not yet activated. `close` ends and removes all of it. */
export async function startWordPress() {
  const home = await mkdtemp(join(tmpdir(), 'kalendarz-wp-'));
  const root = join(home, 'www');
  const running = [];
  const close = async () => {
    for (const program of running.reverse()) await ended(program);
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    // Copied, since PHP follows links and would find the configuration beside the original.
    const copied = cp(SOURCE, root, { recursive: true, dereference: true, filter: (path) => !/\/(\.htaccess|wp-config\.php)$/.test(path) });
    const [socket] = await Promise.all([startDatabase(home, running), copied]);
    await run('python3', ['-m', 'zipfile', '-e', ZIP, join(root, 'wp-content/plugins')]);
    // Browsers ask for it.
    await writeFile(join(root, 'favicon.ico'), '');
    // The editor looks for further blocks in the directory of WordPress.org.
    await mkdir(join(root, 'wp-content/mu-plugins'), { recursive: true });
    await writeFile(join(root, 'wp-content/mu-plugins/alone.php'), `<?php
remove_action( 'enqueue_block_editor_assets', 'wp_enqueue_editor_block_directory_assets' );
`);
    await plain(join(root, 'wp-content/themes/zwykly'));
    await writeFile(join(root, 'wp-config.php'), configuration(url, socket, join(home, 'debug.log')));

    // More than one at a time: the editor asks for a dozen things, and WordPress itself for one more.
    const env = { ...process.env, PHP_CLI_SERVER_WORKERS: '4' };
    // In a group of its own, as its workers do not end with it.
    running.push(spawn('php', ['-d', 'memory_limit=256M', '-S', `127.0.0.1:${port}`, '-t', root], { env, stdio: 'ignore', detached: true }));

    const php = (code, input) => runPhp(root, code, input);
    // Its own words stay English, since WordPress fetches translations from the network.
    const setLocale = (name) => php('add_filter( "sanitize_option_WPLANG", function () use ( $input ) { return $input; } ); update_option( "WPLANG", $input );', name);
    await php(INSTALL, { users: USERS, password: PASSWORD });
    await setLocale('pl_PL');
    await eventually(async () => { await fetch(`${url}/wp-login.php`); });
    return {
      url,
      root,
      php,
      setLocale,
      close,
      /** What PHP complained of: errors, warnings, uses of what is outdated or wrong. */
      complaints: () => readFile(join(home, 'debug.log'), 'utf8').catch(() => ''),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startDatabase(home, running) {
  const data = join(home, 'data');
  const socket = join(home, 'db.sock');
  const user = `--user=${userInfo().username}`;
  await run('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, user, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve']);
  const options = ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(home, 'db.pid')}`, user, ...DATABASE];
  running.push(spawn('mariadbd', options, { stdio: 'ignore', detached: true }));
  await eventually(async () => {
    await run('php', ['-r', '(new mysqli("localhost", "root", "", "", 0, $argv[1]))->query("CREATE DATABASE IF NOT EXISTS wp");', socket]);
  });
  return socket;
}

const configuration = (url, socket, log) => `<?php
define( 'DB_NAME', 'wp' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', '${url}' );
define( 'WP_SITEURL', '${url}' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', '${log}' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'FS_METHOD', 'direct' );
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`;

/** A theme from before blocks, with a place for widgets. */
async function plain(folder) {
  await mkdir(folder);
  await writeFile(join(folder, 'style.css'), '/* Theme Name: Zwykly */');
  await writeFile(join(folder, 'functions.php'), `<?php
add_action( 'widgets_init', function () { register_sidebar( array( 'id' => 'bok', 'name' => 'Bok' ) ); } );
`);
  await writeFile(join(folder, 'index.php'), `<?php ?><!doctype html><html <?php language_attributes(); ?>><head><?php wp_head(); ?></head><body>
<main><?php while ( have_posts() ) { the_post(); the_content(); } ?></main>
<aside><?php dynamic_sidebar( 'bok' ); ?></aside>
<?php wp_footer(); ?></body></html>
`);
}

const INSTALL = `
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Próba', 'admin', 'admin@example.test', false, '', wp_slash( $input['password'] ) );
update_option( 'show_avatars', 0 );
// Without what greets one in a new editor: its picture comes from elsewhere.
$seen = array( 'welcomeGuide' => false, 'enableChoosePatternModal' => false );
update_user_meta( 1, 'wp_persisted_preferences', array( 'core' => $seen, 'core/edit-post' => $seen, '_modified' => '2026-01-01T00:00:00.000Z' ) );
foreach ( $input['users'] as $name => $role ) {
	if ( ! username_exists( $name ) ) {
		wp_insert_user( array( 'user_login' => $name, 'user_pass' => $input['password'], 'user_email' => $name . '@example.test', 'role' => $role ) );
	}
}
`;

/** Runs PHP inside WordPress. `$input` is what was given; what the code returns comes back. */
async function runPhp(root, code, input = null) {
  const installing = code === INSTALL ? "define( 'WP_INSTALLING', true );" : '';
  const program = `<?php ${installing}
$input = json_decode( stream_get_contents( STDIN ), true );
$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'REQUEST_URI' => '/', 'SERVER_NAME' => '127.0.0.1', 'REMOTE_ADDR' => '127.0.0.1' );
require '${root}/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$result = ( function ( $input ) { ${code} } )( $input );
echo "\\n", wp_json_encode( $result );`;
  const script = join(root, '../run.php');
  await writeFile(script, program);
  const php = spawn('php', [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  php.stdin.end(JSON.stringify(input));
  const [out, errors] = await Promise.all([text(php.stdout), text(php.stderr)]);
  const last = out.slice(out.lastIndexOf('\n') + 1);
  try {
    return JSON.parse(last);
  } catch {
    throw new Error(`PHP said: ${out} ${errors}`);
  }
}

async function text(stream) {
  return Buffer.concat(await stream.toArray()).toString();
}

async function ended(program) {
  if (program.pid === undefined || program.exitCode !== null) return;
  const gone = new Promise((done) => { program.once('exit', done); });
  process.kill(-program.pid);
  await gone;
}
