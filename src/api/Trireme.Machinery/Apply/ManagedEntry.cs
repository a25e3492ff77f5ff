using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Apply;

/// <summary>One entry of <c>metadata.managedFields</c>: a manager and the fields that it owns. FieldsV1 is parsed when first asked for.</summary>
internal sealed class ManagedEntry
{
    private const string FieldsType = "FieldsV1";

    private readonly JsonObject? _json;
    private FieldSet? _fields;
    private bool _isChanged;

    public ManagedEntry(string manager, string operation, string apiVersion, string subresource)
    {
        Manager = manager;
        Operation = operation;
        ApiVersion = apiVersion;
        Subresource = subresource;
        _fields = FieldSet.Empty;
        _isChanged = true;
    }

    private ManagedEntry(JsonObject json, string operation)
    {
        _json = json;
        Operation = operation;
        Manager = json.Text("manager") ?? "";
        ApiVersion = json.Text("apiVersion") ?? "";
        Subresource = json.Text("subresource") ?? "";
        Time = json.Text("time");
    }

    /// <summary>The manager's name.</summary>
    public string Manager { get; }

    /// <summary><c>Apply</c> or <c>Update</c>.</summary>
    public string Operation { get; }

    /// <summary>The version in which the fields are named.</summary>
    public string ApiVersion { get; }

    /// <summary>The subresource that was written; empty for the object itself.</summary>
    public string Subresource { get; }

    /// <summary>When the entry last changed, RFC 3339 in UTC with whole seconds; null where nobody knows.</summary>
    public string? Time { get; private set; }

    /// <summary>Whether the fields came by server-side apply.</summary>
    public bool IsApply => Operation == "Apply";

    /// <summary>The fields.</summary>
    /// <exception cref="FormatException">The entry was read without a check and is no FieldsV1.</exception>
    public FieldSet Fields
    {
        get => _fields ??= FieldSet.TryParse(_json?["fieldsV1"], out var fields) ? fields : throw new FormatException("managed fields are not FieldsV1");
        set
        {
            _isChanged |= !ReferenceEquals(value, Fields);
            _fields = value;
        }
    }

    /// <summary>Reads an entry.</summary>
    /// <param name="json">The JSON; null or another shape is an error.</param>
    /// <param name="check">Whether to make sure now that the fields can be parsed.</param>
    /// <returns>Null where it is no valid entry.</returns>
    public static ManagedEntry? Read(JsonNode? json, bool check)
    {
        if (json is not JsonObject entry || entry.Text("operation") is not ("Apply" or "Update") || entry.Text("fieldsType") is not FieldsType)
            return null;
        if (entry["fieldsV1"] is not (null or JsonObject))
            return null;
        var read = new ManagedEntry(entry, entry.Text("operation")!);
        if (!check)
            return read;
        if (!FieldSet.TryParse(entry["fieldsV1"], out var fields))
            return null;
        read._fields = fields;
        return read;
    }

    /// <summary>Whether this is the entry of a manager. The version tells entries of updates apart, not those of apply.</summary>
    public bool IsOf(string manager, string operation, string apiVersion, string subresource) =>
        Manager == manager && Operation == operation && Subresource == subresource && (IsApply || ApiVersion == apiVersion);

    /// <summary>Takes fields away.</summary>
    public void Subtract(in FieldComparison difference)
    {
        if (_fields is null && _json!["fieldsV1"] is { } unparsed && !FieldsV1.Overlaps(unparsed, difference.Changed) && !FieldsV1.Overlaps(unparsed, difference.Removed))
            return;
        Fields = Fields.Difference(difference.Changed).Difference(difference.Removed);
    }

    /// <summary>Records the time of a change.</summary>
    public void Touch(string time)
    {
        _isChanged |= Time != time;
        Time = time;
    }

    /// <summary>The JSON of the entry. It has no parent.</summary>
    public JsonObject ToJson()
    {
        if (!_isChanged && _json is not null)
            return _json.Parent is null ? _json : (JsonObject)_json.DeepClone();
        var json = new JsonObject();
        if (Manager.Length > 0)
            json.Add("manager", Manager);
        json.Add("operation", Operation);
        if (ApiVersion.Length > 0)
            json.Add("apiVersion", ApiVersion);
        if (Time is not null)
            json.Add("time", Time);
        json.Add("fieldsType", FieldsType);
        json.Add("fieldsV1", Fields.ToJson());
        if (Subresource.Length > 0)
            json.Add("subresource", Subresource);
        return json;
    }

    /// <summary>Whether the entry is known to own nothing. Does not parse.</summary>
    public bool IsEmpty => _fields?.IsEmpty ?? _json!["fieldsV1"] is not JsonObject;
}
