namespace Trireme.Machinery.Validation;

/// <summary>What is wrong with a field.</summary>
public enum FieldErrorType
{
    /// <summary>A value is missing.</summary>
    Required,

    /// <summary>The value breaks a rule.</summary>
    Invalid,

    /// <summary>The value is none of those that are known.</summary>
    NotSupported,

    /// <summary>The value would be fine elsewhere.</summary>
    Forbidden,

    /// <summary>The value is there already.</summary>
    Duplicate,

    /// <summary>The value has too many bytes.</summary>
    TooLong,

    /// <summary>The list has too many items.</summary>
    TooMany,

    /// <summary>The value has the wrong type.</summary>
    TypeInvalid,

    /// <summary>What the value names is not there.</summary>
    NotFound,
}
