using System.Globalization;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Validation;

/// <summary>Collects what is wrong with an object, each thing once and at most <see cref="Maximum"/> of them. Not thread-safe.</summary>
public sealed class FieldErrors
{
    /// <summary>The number of errors after which further ones are dropped.</summary>
    public const int Maximum = 256;

    private readonly List<FieldError> _errors = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>The number of errors so far.</summary>
    public int Count => _errors.Count;

    /// <summary>What is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<FieldError> All => _errors;

    /// <summary>A value is missing.</summary>
    public void Required(FieldPath field, string detail = "") => Add(FieldErrorType.Required, field, null, detail);

    /// <summary>A value breaks a rule.</summary>
    public void Invalid(FieldPath field, object? value, string detail) => Add(FieldErrorType.Invalid, field, value, detail);

    /// <summary>A value breaks several rules: an error for each.</summary>
    public void Invalid(FieldPath field, object? value, IReadOnlyList<string> details)
    {
        for (var i = 0; i < details.Count; i++)
            Invalid(field, value, details[i]);
    }

    /// <summary>A value is none of those that are known.</summary>
    public void NotSupported(FieldPath field, object? value, params IReadOnlyList<string> supported) =>
        Add(FieldErrorType.NotSupported, field, value, "supported values: " + string.Join(", ", supported.Select(FieldError.Quote)));

    /// <summary>A value may not be given here.</summary>
    public void Forbidden(FieldPath field, string detail) => Add(FieldErrorType.Forbidden, field, null, detail);

    /// <summary>A value is there already.</summary>
    public void Duplicate(FieldPath field, object? value, string detail = "") => Add(FieldErrorType.Duplicate, field, value, detail);

    /// <summary>A value has more bytes than allowed.</summary>
    public void TooLong(FieldPath field, int maximum) =>
        Add(FieldErrorType.TooLong, field, null, string.Create(CultureInfo.InvariantCulture, $"may not be more than {maximum} bytes"));

    /// <summary>A list has more items than allowed.</summary>
    public void TooMany(FieldPath field, int actual, int maximum) =>
        Add(FieldErrorType.TooMany, field, actual, string.Create(CultureInfo.InvariantCulture, $"must have at most {maximum} items"));

    /// <summary>What a value names is not there.</summary>
    public void NotFound(FieldPath field, object? value, string detail = "") => Add(FieldErrorType.NotFound, field, value, detail);

    /// <summary>A value has the wrong type.</summary>
    public void TypeInvalid(FieldPath field, object? value, string detail) => Add(FieldErrorType.TypeInvalid, field, value, detail);

    /// <summary>Whether something is known to be wrong with a field.</summary>
    public bool Has(string field) => _errors.Exists(error => error.Field == field);

    /// <summary>The Status of the 422 answer.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="name">The object's name; empty when it has none yet.</param>
    public Status ToStatus(KindInfo kind, string name) => ToStatus(kind.Group, kind.Kind, name);

    /// <summary>The Status of the 422 answer, for a kind by its group and name.</summary>
    public Status ToStatus(string group, string kind, string name)
    {
        var distinct = _errors.Distinct().ToList();
        var texts = distinct.Select(error => error.ToString()).Distinct().ToList();
        var what = group.Length == 0 ? kind : $"{kind}.{group}";
        var message = $"{what} {FieldError.Quote(name)} is invalid";
        if (texts.Count == 1)
            message = $"{message}: {texts[0]}";
        else if (texts.Count > 1)
            message = $"{message}: [{string.Join(", ", texts)}]";
        return new Status
        {
            ApiVersion = "v1",
            Kind = "Status",
            Metadata = new ListMeta(),
            Outcome = "Failure",
            Reason = "Invalid",
            Code = 422,
            Message = message,
            Details = new StatusDetails
            {
                Name = name.Length == 0 ? null : name,
                Group = group.Length == 0 ? null : group,
                Kind = kind,
                Causes = [.. distinct.Select(error => new StatusCause { Reason = error.Reason, Message = error.Body, Field = error.Field })],
            },
        };
    }

    private void Add(FieldErrorType type, FieldPath field, object? value, string detail)
    {
        if (_errors.Count < Maximum)
            _errors.Add(new FieldError(type, field.ToString(), value, detail));
    }
}
