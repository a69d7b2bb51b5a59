/** All six providers on one port: each refuses what breaks its wire format and answers the rest. */
package io.cameleer.emulation;
