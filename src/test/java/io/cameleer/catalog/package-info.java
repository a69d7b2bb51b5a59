/** Tests of the catalog. */
package io.cameleer.catalog;
