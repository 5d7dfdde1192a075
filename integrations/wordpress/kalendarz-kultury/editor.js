/**
 * The block in the editor: the calendar itself in a frame, fields beside it, and a link that is saved in the post, for
 * the day when the plugin is gone. What visitors see is written by PHP. Words, keys and fields come from there as well.
 */
( function ( wp, settings ) {
	'use strict';

	var el = wp.element.createElement;
	var components = wp.components;
	var editor = wp.blockEditor;

	/** Address of the calendar's folder; empty when the site knows no such calendar. */
	function folder( attributes ) {
		var url = attributes.url || settings.urls[ 0 ] || '';
		return settings.urls.indexOf( url ) < 0 ? '' : url;
	}

	/** Where the frame finds these events. */
	function address( attributes ) {
		var search = new URLSearchParams( { mode: 'embed' } );
		settings.keys.forEach( function ( key ) {
			var value = attributes[ key === 'lock' ? 'lockKeys' : key ];
			if ( value ) {
				search.set( key, value );
			}
		} );
		if ( ! search.has( 'lang' ) ) {
			search.set( 'lang', settings.lang );
		}
		return folder( attributes ) + '?' + search;
	}

	function field( props, name, about ) {
		var value = props.attributes[ name ];
		var set = function ( changed ) {
			var change = {};
			change[ name ] = changed || undefined;
			props.setAttributes( change );
		};
		var common = { key: name, label: about.label, help: about.help };
		if ( about.on ) {
			return el( components.ToggleControl, Object.assign( common, {
				checked: value === about.on,
				onChange: function ( checked ) {
					set( checked ? about.on : '' );
				},
			} ) );
		}
		common.value = value || '';
		common.onChange = set;
		if ( ! about.options ) {
			return el( components.TextControl, common );
		}
		common.options = Object.keys( about.options ).map( function ( option ) {
			return { value: option, label: about.options[ option ] };
		} );
		return el( components.SelectControl, common );
	}

	function panels( props ) {
		return settings.panels.map( function ( panel, place ) {
			var fields = Object.keys( panel.fields ).map( function ( name ) {
				return field( props, name, panel.fields[ name ] );
			} );
			return el( components.PanelBody, { key: panel.title, title: panel.title, initialOpen: place === 0 }, fields );
		} );
	}

	function preview( props ) {
		if ( ! folder( props.attributes ) ) {
			return el( components.Placeholder, { icon: 'calendar-alt', label: settings.link, instructions: settings.missing },
				settings.settings && el( components.ExternalLink, { href: settings.settings }, settings.open )
			);
		}
		// Inside Disabled a click chooses the block.
		return el( components.Disabled, null,
			el( 'iframe', {
				// A live frame never gets another address: that would be a step in the editor's history.
				key: address( props.attributes ),
				src: address( props.attributes ),
				title: settings.link,
				style: { display: 'block', width: '100%', height: '480px', border: 0 },
			} )
		);
	}

	function Edit( props ) {
		var attributes = props.attributes;
		var link = folder( attributes );
		var change = wp.data.useDispatch( editor.store );
		wp.element.useEffect( function () {
			if ( ! link || ( attributes.link === link && attributes.text ) ) {
				return;
			}
			// No step of its own for Undo, which would be done again at once.
			if ( change.__unstableMarkNextChangeAsNotPersistent ) {
				change.__unstableMarkNextChangeAsNotPersistent();
			}
			props.setAttributes( { link: link, text: settings.link } );
		}, [ link, attributes.link, attributes.text ] );

		return el( 'div', editor.useBlockProps(),
			el( editor.InspectorControls, null, panels( props ) ),
			preview( props )
		);
	}

	function save( props ) {
		if ( ! props.attributes.link ) {
			return null;
		}
		return el( 'p', editor.useBlockProps.save(), el( 'a', { href: props.attributes.link }, props.attributes.text ) );
	}

	wp.blocks.registerBlockType( 'kalendarz-kultury/kalendarz', { edit: Edit, save: save } );
} )( window.wp, window.kalendarzKultury );
