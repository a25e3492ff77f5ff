namespace Trireme.Machinery.Schema;

/// <summary>The shape of a value.</summary>
public enum SchemaType
{
    /// <summary>A structure with named fields.</summary>
    Object,

    /// <summary>A JSON object with free keys and values of one shape.</summary>
    Map,

    /// <summary>A JSON array with items of one shape.</summary>
    List,

    /// <summary>A string.</summary>
    String,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>A whole number or a string.</summary>
    IntOrString,

    /// <summary>A resource quantity: a string or a number.</summary>
    Quantity,

    /// <summary>RFC 3339 time with whole seconds.</summary>
    Time,

    /// <summary>RFC 3339 time with microseconds.</summary>
    MicroTime,

    /// <summary>Bytes in base64.</summary>
    Bytes,

    /// <summary>Any JSON value, kept as it is.</summary>
    Any,
}
