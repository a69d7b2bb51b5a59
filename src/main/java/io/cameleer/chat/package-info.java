/**
 * The canonical model: requests, replies, stream chunks, usage and failures of LLM calls. Java
 * only.
 */
@NullMarked
package io.cameleer.chat;

import org.jspecify.annotations.NullMarked;
