namespace Trireme.Storage;

/// <summary>A store that cannot do its work. The message is one line for the person who runs the cluster: what is wrong, where, and what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="fault">What kind of trouble it is.</param>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="inner">What the engine said.</param>
    public StoreException(StoreFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What kind of trouble it is.</summary>
    public StoreFault Fault { get; }
}
