/** Tests of the canonical model. */
package io.cameleer.chat;
