namespace Trireme.Machinery.Decoding;

/// <summary>What the server does about unknown and duplicate fields: the query parameter <c>fieldValidation</c> (KEP-2885). They are never stored.</summary>
public enum FieldValidation
{
    /// <summary>Drops them in silence.</summary>
    Ignore,

    /// <summary>Drops them and tells the client with a warning each.</summary>
    Warn,

    /// <summary>Refuses the request.</summary>
    Strict,
}
