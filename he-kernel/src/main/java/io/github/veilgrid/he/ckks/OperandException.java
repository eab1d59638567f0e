package io.github.veilgrid.he.ckks;

/** An operation on operands that do not go together; the sentence says which operand and what to do about it. */
public class OperandException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public OperandException(String message) {
        super(message);
    }
}
