/** The official clients against the running gateway, and what it can do for which provider. */
package io.cameleer.clients;
