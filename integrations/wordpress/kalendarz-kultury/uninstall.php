<?php
/**
 * Takes away what the plugin kept: its one option, on every site of a network.
 *
 * @package Kalendarz_Kultury
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	$kalendarz_kultury_all = array(
		'fields' => 'ids',
		'number' => 0,
	);
	foreach ( get_sites( $kalendarz_kultury_all ) as $kalendarz_kultury_site ) {
		delete_blog_option( $kalendarz_kultury_site, 'kalendarz_kultury_urls' );
	}
} else {
	delete_option( 'kalendarz_kultury_urls' );
}
