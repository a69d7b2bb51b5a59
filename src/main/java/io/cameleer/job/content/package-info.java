/** Where the contents of files are kept: a folder, or a bucket of S3-compatible storage. */
@NullMarked
package io.cameleer.job.content;

import org.jspecify.annotations.NullMarked;
