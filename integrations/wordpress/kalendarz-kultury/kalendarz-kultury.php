<?php
/**
 * Shortcode, block and settings of the plugin: they write the two lines by which any page shows the calendar.
 *
 * The calendar itself stays where it is, on its own web space. Nothing is kept here but the addresses of calendars;
 * nothing is sent anywhere, and no cookie is set.
 *
 * Plugin Name:       Kalendarz kultury
 * Description:       Shows a culture centre's calendar of events on pages, in posts and in widgets.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           EUPL-1.2
 * License URI:       https://eupl.eu/1.2/en/
 * Text Domain:       kalendarz-kultury
 * Domain Path:       /languages
 *
 * @package Kalendarz_Kultury
 */

defined( 'ABSPATH' ) || exit;

const KALENDARZ_KULTURY_VERSION = '0.1.0';

/** The one option: addresses of calendars, one a line, the usual one first. */
const KALENDARZ_KULTURY_OPTION = 'kalendarz_kultury_urls';

/** What the element takes: the filters of the calendar's address in the order of its documentation, then the looks. */
const KALENDARZ_KULTURY_KEYS = array(
	'age',
	'venue',
	'category',
	'q',
	'when',
	'from',
	'to',
	'free',
	'access',
	'reach',
	'involvement',
	'volunteers',
	'generations',
	'language',
	'classes',
	'booking',
	'date',
	'mine',
	'stars',
	'event',
	'at',
	'view',
	'lang',
	'limit',
	'theme',
	'accent',
	'lock',
);

/** WordPress keeps `lock` of every block for itself: whether the block may be moved. */
const KALENDARZ_KULTURY_LOCK = 'lockKeys';

add_action( 'init', 'kalendarz_kultury_init' );
add_filter( 'script_loader_tag', 'kalendarz_kultury_script_tag', 10, 2 );
add_action( 'enqueue_block_editor_assets', 'kalendarz_kultury_editor_settings' );
add_action( 'admin_init', 'kalendarz_kultury_register_option' );
add_action( 'admin_menu', 'kalendarz_kultury_menu' );
add_filter( 'plugin_action_links_' . plugin_basename( __FILE__ ), 'kalendarz_kultury_action_links' );

/**
 * Registers what pages can hold.
 */
function kalendarz_kultury_init() {
	load_plugin_textdomain( 'kalendarz-kultury', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
	add_shortcode( 'kalendarz_kultury', 'kalendarz_kultury_shortcode' );

	$needs = array( 'wp-blocks', 'wp-element', 'wp-block-editor', 'wp-components', 'wp-data' );
	wp_register_script( 'kalendarz-kultury-editor', plugins_url( 'editor.js', __FILE__ ), $needs, KALENDARZ_KULTURY_VERSION, true );
	register_block_type(
		__DIR__,
		array(
			'attributes'      => kalendarz_kultury_block_attributes(),
			'render_callback' => 'kalendarz_kultury_block',
		)
	);
}

/**
 * The block's attributes. `link` and `text` are read from what the block saves in the post: a link that stands when
 * this plugin is gone.
 *
 * @return array[]
 */
function kalendarz_kultury_block_attributes() {
	$names      = array_merge( array( 'url' ), array_diff( KALENDARZ_KULTURY_KEYS, array( 'lock' ) ), array( KALENDARZ_KULTURY_LOCK ) );
	$attributes = array_fill_keys( $names, array( 'type' => 'string' ) );

	$attributes['link'] = array(
		'type'      => 'string',
		'source'    => 'attribute',
		'selector'  => 'a',
		'attribute' => 'href',
	);
	$attributes['text'] = array(
		'type'     => 'string',
		'source'   => 'text',
		'selector' => 'a',
	);
	return $attributes;
}

/*
 * What visitors get.
 */

/**
 * The shortcode.
 *
 * @param array|string $given Its attributes; an empty string when it has none.
 * @return string HTML.
 */
function kalendarz_kultury_shortcode( $given ) {
	return kalendarz_kultury_html( (array) $given );
}

/**
 * The block. Its wrapper carries what the theme does to blocks, such as the wide alignment.
 *
 * @param array $given Its attributes.
 * @return string HTML.
 */
function kalendarz_kultury_block( $given ) {
	$given['lock'] = $given[ KALENDARZ_KULTURY_LOCK ] ?? '';

	$html = kalendarz_kultury_html( $given );
	return '' === $html ? '' : '<div ' . get_block_wrapper_attributes() . ">\n" . $html . "\n</div>";
}

/**
 * The calendar as HTML, and its script in the queue.
 *
 * @param array $given Attributes as somebody wrote them, others among them.
 * @return string HTML, all of it escaped.
 */
function kalendarz_kultury_html( $given ) {
	$wanted = kalendarz_kultury_value( $given['url'] ?? '' );
	$known  = kalendarz_kultury_urls();
	$url    = '' === $wanted ? ( $known[0] ?? '' ) : kalendarz_kultury_folder( $wanted );
	if ( '' === $url ) {
		return kalendarz_kultury_hint( __( 'The calendar is not shown: its address is missing.', 'kalendarz-kultury' ) );
	}

	$link = '<a href="' . esc_url( $url ) . '">' . esc_html__( 'Calendar of events', 'kalendarz-kultury' ) . '</a>';
	// A script from anywhere is more than an author of posts may bring in: administrators say which calendars there are.
	if ( ! in_array( $url, $known, true ) ) {
		return $link . kalendarz_kultury_hint( __( 'Only a link is shown: this address is not among the calendars of this site.', 'kalendarz-kultury' ) );
	}

	kalendarz_kultury_enqueue( $url );
	$html = '<kalendarz-kultury';
	foreach ( kalendarz_kultury_attributes( $given ) as $key => $value ) {
		$html .= ' ' . $key . '="' . esc_attr( $value ) . '"';
	}
	return $html . '>' . $link . '</kalendarz-kultury>';
}

/**
 * Those attributes that the calendar knows and that hold something.
 *
 * @param array $given Attributes as somebody wrote them.
 * @return string[] By key.
 */
function kalendarz_kultury_attributes( $given ) {
	$attributes = array();
	foreach ( KALENDARZ_KULTURY_KEYS as $key ) {
		$value = kalendarz_kultury_value( $given[ $key ] ?? '' );
		if ( '' !== $value ) {
			$attributes[ $key ] = $value;
		}
	}
	return $attributes + array( 'lang' => kalendarz_kultury_lang() );
}

/**
 * A value as it was meant: the classic editor writes `&amp;` for `&`.
 *
 * @param mixed $value What came from a post.
 * @return string Plain text, not escaped.
 */
function kalendarz_kultury_value( $value ) {
	return is_scalar( $value ) ? trim( html_entity_decode( (string) $value, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) ) : '';
}

/**
 * The calendar's language for this site, or for this page where a plugin has a language for each.
 *
 * @return string
 */
function kalendarz_kultury_lang() {
	$lang = strtok( get_locale(), '_' );
	return in_array( $lang, array( 'pl', 'en', 'uk' ), true ) ? $lang : 'pl';
}

/**
 * Puts embed.js of this calendar on the page, once. With two calendars' scripts, each element takes the one that its
 * link leads to.
 *
 * @param string $url Address of the calendar's folder.
 */
function kalendarz_kultury_enqueue( $url ) {
	// WordPress 6.3 reads the strategy, an older one takes the array for "yes, at the end of the page".
	$args = array(
		'strategy'  => 'async',
		'in_footer' => true,
	);
	// Without WordPress' version in the address: it is the calendar's own file, which browsers ask for every time.
	wp_enqueue_script( 'kalendarz-kultury-' . md5( $url ), $url . 'embed.js', array(), null, $args ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
}

/**
 * The script waits for nothing and nothing waits for it: for WordPress before 6.3.
 *
 * @param string $tag    The script's HTML.
 * @param string $handle Its name in the queue.
 * @return string HTML.
 */
function kalendarz_kultury_script_tag( $tag, $handle ) {
	if ( ! preg_match( '/^kalendarz-kultury-[0-9a-f]{32}$/', $handle ) || preg_match( '/\sasync\b/', $tag ) ) {
		return $tag;
	}
	return str_replace( ' src=', ' async src=', $tag );
}

/**
 * What is wrong, for those alone who can mend it.
 *
 * @param string $what One sentence.
 * @return string HTML.
 */
function kalendarz_kultury_hint( $what ) {
	if ( ! current_user_can( 'edit_posts' ) ) {
		return '';
	}
	$where = __( 'Addresses are set under Settings → Kalendarz kultury. Visitors do not see this note.', 'kalendarz-kultury' );
	return '<p>' . esc_html( $what . ' ' . $where ) . '</p>';
}

/*
 * Which calendars there are.
 */

/**
 * Addresses of calendars' folders, the usual one first.
 *
 * @return string[]
 */
function kalendarz_kultury_urls() {
	$text = get_option( KALENDARZ_KULTURY_OPTION, '' );
	return is_string( $text ) ? preg_split( '/\s+/', $text, -1, PREG_SPLIT_NO_EMPTY ) : array();
}

/**
 * The address of a calendar's folder, with its last slash, from what somebody copied.
 *
 * @param string $text Also with `index.html`, or with the filters of a moment.
 * @return string Empty when it is no address on the web.
 */
function kalendarz_kultury_folder( $text ) {
	if ( ! preg_match( '~^https?://[^/\s]~i', $text ) ) {
		return '';
	}
	$url = esc_url_raw( preg_replace( '/[?#].*$/s', '', $text ), array( 'https', 'http' ) );
	$url = preg_replace( '~/(index\.html|embed\.js)$~', '/', $url );
	return '' === $url ? '' : trailingslashit( $url );
}

/**
 * Registers the option and the field of its page. Nonce and capability are checked by WordPress' options.php.
 */
function kalendarz_kultury_register_option() {
	register_setting(
		'kalendarz_kultury',
		KALENDARZ_KULTURY_OPTION,
		array(
			'type'              => 'string',
			'sanitize_callback' => 'kalendarz_kultury_sanitize',
			'default'           => '',
		)
	);
	add_settings_section( 'default', '', '__return_null', 'kalendarz_kultury' );
	add_settings_field(
		KALENDARZ_KULTURY_OPTION,
		__( 'Addresses of calendars', 'kalendarz-kultury' ),
		'kalendarz_kultury_field',
		'kalendarz_kultury',
		'default',
		array( 'label_for' => KALENDARZ_KULTURY_OPTION )
	);
}

/**
 * Addresses as they are kept, one a line; what is none is named and left out.
 *
 * @param mixed $text What was typed.
 * @return string
 */
function kalendarz_kultury_sanitize( $text ) {
	$urls = array();
	foreach ( preg_split( '/\s+/', is_string( $text ) ? $text : '', -1, PREG_SPLIT_NO_EMPTY ) as $word ) {
		$url = kalendarz_kultury_folder( $word );
		if ( '' !== $url ) {
			$urls[] = $url;
		} elseif ( function_exists( 'add_settings_error' ) ) {
			/* translators: %s: what was typed */
			$message = __( '“%s” is no address: it begins with https://', 'kalendarz-kultury' );
			add_settings_error( KALENDARZ_KULTURY_OPTION, 'address', esc_html( sprintf( $message, $word ) ) );
		}
	}
	return implode( "\n", array_unique( $urls ) );
}

/**
 * Puts the page of settings into the menu.
 */
function kalendarz_kultury_menu() {
	add_options_page( 'Kalendarz kultury', 'Kalendarz kultury', 'manage_options', 'kalendarz_kultury', 'kalendarz_kultury_page' );
}

/**
 * The page of settings.
 */
function kalendarz_kultury_page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	echo '<div class="wrap"><h1>' . esc_html( get_admin_page_title() ) . '</h1><form action="options.php" method="post">';
	settings_fields( 'kalendarz_kultury' );
	do_settings_sections( 'kalendarz_kultury' );
	submit_button();
	echo '</form></div>';
}

/**
 * The field for addresses.
 */
function kalendarz_kultury_field() {
	$name = KALENDARZ_KULTURY_OPTION;
	echo '<textarea class="large-text code" rows="3" spellcheck="false" placeholder="https://" id="' . esc_attr( $name )
		. '" name="' . esc_attr( $name ) . '">' . esc_textarea( implode( "\n", kalendarz_kultury_urls() ) ) . '</textarea><p class="description">'
		. esc_html__( 'The folder of the calendar, as you see it in a browser. The first one is shown where a shortcode or block names none; pages can show those that stand here, one a line.', 'kalendarz-kultury' )
		. '</p>';
}

/**
 * A link from the list of plugins to the page of settings.
 *
 * @param string[] $links Links that are there.
 * @return string[]
 */
function kalendarz_kultury_action_links( $links ) {
	$page = admin_url( 'options-general.php?page=kalendarz_kultury' );
	return array_merge( array( '<a href="' . esc_url( $page ) . '">' . esc_html__( 'Settings', 'kalendarz-kultury' ) . '</a>' ), $links );
}

/*
 * What the block's editor shows.
 */

/**
 * Hands words, addresses and fields to editor.js.
 */
function kalendarz_kultury_editor_settings() {
	$settings = array(
		'urls'     => kalendarz_kultury_urls(),
		'keys'     => KALENDARZ_KULTURY_KEYS,
		'lang'     => kalendarz_kultury_lang(),
		'panels'   => kalendarz_kultury_panels(),
		'link'     => __( 'Calendar of events', 'kalendarz-kultury' ),
		'missing'  => __( 'Say where the calendar stands: Settings → Kalendarz kultury.', 'kalendarz-kultury' ),
		'settings' => current_user_can( 'manage_options' ) ? admin_url( 'options-general.php?page=kalendarz_kultury' ) : '',
		'open'     => __( 'Settings', 'kalendarz-kultury' ),
	);
	wp_add_inline_script( 'kalendarz-kultury-editor', 'var kalendarzKultury = ' . wp_json_encode( $settings ) . ';', 'before' );
}

/**
 * The fields beside the editor: by panel, by attribute. `options` makes a list, `on` a switch with that value.
 *
 * @return array[]
 */
function kalendarz_kultury_panels() {
	$ids  = __( 'Ids from the programme, with commas between them.', 'kalendarz-kultury' );
	$list = __( 'Values from the table in the instructions, with commas between them.', 'kalendarz-kultury' );
	$day  = __( 'Year-month-day, such as 2026-12-31.', 'kalendarz-kultury' );

	$looks = array(
		'view'   => array(
			'label'   => __( 'View', 'kalendarz-kultury' ),
			'options' => array(
				''      => __( 'List', 'kalendarz-kultury' ),
				'week'  => __( 'Week', 'kalendarz-kultury' ),
				'month' => __( 'Month', 'kalendarz-kultury' ),
			),
		),
		'limit'  => array(
			'label' => __( 'Events at most', 'kalendarz-kultury' ),
			'help'  => __( 'A number, such as 5; empty for all.', 'kalendarz-kultury' ),
		),
		'lang'   => array(
			'label'   => __( 'Language', 'kalendarz-kultury' ),
			'options' => array(
				''   => __( 'That of the site', 'kalendarz-kultury' ),
				'pl' => 'Polski',
				'en' => 'English',
				'uk' => 'Українська',
			),
		),
		'theme'  => array(
			'label'   => __( 'Colours', 'kalendarz-kultury' ),
			'options' => array(
				''      => __( 'As the visitor’s device has them', 'kalendarz-kultury' ),
				'light' => __( 'Light', 'kalendarz-kultury' ),
				'dark'  => __( 'Dark', 'kalendarz-kultury' ),
			),
		),
		'accent' => array(
			'label' => __( 'Leading colour', 'kalendarz-kultury' ),
			'help'  => __( 'Such as #8a1538.', 'kalendarz-kultury' ),
		),
	);

	$which = array(
		'category'    => array(
			'label' => __( 'Categories', 'kalendarz-kultury' ),
			'help'  => $ids,
		),
		'venue'       => array(
			'label' => __( 'Venues', 'kalendarz-kultury' ),
			'help'  => $ids,
		),
		'age'         => array(
			'label' => __( 'Age groups', 'kalendarz-kultury' ),
			'help'  => $ids,
		),
		'q'           => array( 'label' => __( 'Words', 'kalendarz-kultury' ) ),
		'when'        => array(
			'label'   => __( 'When', 'kalendarz-kultury' ),
			'options' => array(
				''         => __( 'From now on', 'kalendarz-kultury' ),
				'today'    => __( 'Today', 'kalendarz-kultury' ),
				'tomorrow' => __( 'Tomorrow', 'kalendarz-kultury' ),
				'weekend'  => __( 'Weekend', 'kalendarz-kultury' ),
				'week'     => __( 'This week', 'kalendarz-kultury' ),
				'month'    => __( 'This month', 'kalendarz-kultury' ),
			),
		),
		'from'        => array(
			'label' => __( 'From the day', 'kalendarz-kultury' ),
			'help'  => $day,
		),
		'to'          => array(
			'label' => __( 'To the day', 'kalendarz-kultury' ),
			'help'  => $day,
		),
		'free'        => array(
			'label' => __( 'Free of charge only', 'kalendarz-kultury' ),
			'on'    => '1',
		),
		'booking'     => array(
			'label' => __( 'With places left only', 'kalendarz-kultury' ),
			'on'    => '1',
		),
		'classes'     => array(
			'label' => __( 'Without weekly and daily classes', 'kalendarz-kultury' ),
			'on'    => '0',
		),
		'generations' => array(
			'label' => __( 'For generations together only', 'kalendarz-kultury' ),
			'on'    => '1',
		),
		'volunteers'  => array(
			'label' => __( 'Where volunteers are wanted only', 'kalendarz-kultury' ),
			'on'    => '1',
		),
		'access'      => array(
			'label' => __( 'Accessibility', 'kalendarz-kultury' ),
			'help'  => $list,
		),
		'involvement' => array(
			'label' => __( 'Taking part', 'kalendarz-kultury' ),
			'help'  => $list,
		),
		'reach'       => array(
			'label' => __( 'Reach', 'kalendarz-kultury' ),
			'help'  => $list,
		),
		'language'    => array(
			'label' => __( 'Languages spoken at the event', 'kalendarz-kultury' ),
			'help'  => __( 'Codes such as pl,uk.', 'kalendarz-kultury' ),
		),
	);

	$rare = array(
		KALENDARZ_KULTURY_LOCK => array(
			'label' => __( 'Filters that visitors can’t change', 'kalendarz-kultury' ),
			'help'  => __( 'Names of attributes, such as category,venue.', 'kalendarz-kultury' ),
		),
		'date'                 => array(
			'label' => __( 'A day in the week or month to begin with', 'kalendarz-kultury' ),
			'help'  => $day,
		),
		'event'                => array( 'label' => __( 'Event that is open, by its id', 'kalendarz-kultury' ) ),
		'at'                   => array(
			'label' => __( 'Date of the event that is open', 'kalendarz-kultury' ),
			'help'  => __( 'Such as 2026-11-27T18:00.', 'kalendarz-kultury' ),
		),
		'stars'                => array( 'label' => __( 'Chosen events, by their ids', 'kalendarz-kultury' ) ),
		'mine'                 => array(
			'label' => __( 'Only what the visitor has starred', 'kalendarz-kultury' ),
			'on'    => '1',
		),
	);
	$urls = kalendarz_kultury_urls();
	if ( count( $urls ) > 1 ) {
		$rare['url'] = array(
			'label'   => __( 'Calendar', 'kalendarz-kultury' ),
			'options' => array( '' => $urls[0] ) + array_combine( array_slice( $urls, 1 ), array_slice( $urls, 1 ) ),
		);
	}

	return array(
		array(
			'title'  => __( 'Which events', 'kalendarz-kultury' ),
			'fields' => $which,
		),
		array(
			'title'  => __( 'How they look', 'kalendarz-kultury' ),
			'fields' => $looks,
		),
		array(
			'title'  => __( 'Rarely needed', 'kalendarz-kultury' ),
			'fields' => $rare,
		),
	);
}
