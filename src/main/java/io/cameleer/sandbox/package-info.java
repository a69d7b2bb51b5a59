/**
 * The built-in provider: an OpenAI-like server in this process, to try the gateway without any key.
 */
@NullMarked
package io.cameleer.sandbox;

import org.jspecify.annotations.NullMarked;
