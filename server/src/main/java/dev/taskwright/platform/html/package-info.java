/**
 * Pages as HTML: the JTE engine, the frame that every page stands in, form parts, error pages, static files.
 * Templates are in {@code src/main/jte}, compiled at build; their layout and components belong here, each page's own
 * template lies at the path of the {@code *Pages} class that renders it. URLs: {@code /static/*}, {@code /favicon.ico},
 * {@code /robots.txt}. Knows no product word and no session: a page says who looks at it.
 */
@NullMarked
package dev.taskwright.platform.html;

import org.jspecify.annotations.NullMarked;
