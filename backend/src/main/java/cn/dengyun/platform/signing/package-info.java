/**
 * What is signed so that others can verify it without a connection: where its keys are kept, and how it is given out;
 * and signatures that those alone verify who hold the key.
 */
package cn.dengyun.platform.signing;
