using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Watch;
using FieldSelector = Trireme.Machinery.Selectors.FieldSelector;
using LabelSelector = Trireme.Machinery.Selectors.LabelSelector;

namespace Trireme.Server.Verbs;

/// <summary>Reads label and field selectors out of a query.</summary>
internal static class SelectorReader
{
    /// <summary>The selection of a list or watch.</summary>
    public static (ObjectSelector? Selector, Status? Error) Read(ApiCall call, KindCache cache)
    {
        var labelText = call.Query["labelSelector"].ToString();
        if (!LabelSelector.TryParse(labelText, out var labels, out var error))
            return (null, StatusErrors.BadRequest(error));
        var fieldText = call.Query["fieldSelector"].ToString();
        if (!FieldSelector.TryParse(fieldText, call.Kind, out var fields, out error))
            return (null, StatusErrors.BadRequest(error));
        var name = "";
        var tests = new List<FieldTest>(fields.Terms.Count);
        foreach (var term in fields.Terms)
        {
            if (term is { Field: "metadata.name", Negated: false, Value.Length: > 0 } && name.Length == 0)
                name = term.Value;
            else
                tests.Add(new FieldTest(IndexOf(cache.Fields, term.Field), term.Value, term.Negated));
        }
        return (new ObjectSelector
        {
            Namespace = call.Namespace,
            Name = name,
            Labels = labels.IsEmpty ? null : labels,
            Fields = [.. tests],
            Selectable = cache.Fields,
        }, null);
    }

    private static int IndexOf(IReadOnlyList<string> fields, string field)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i] == field)
                return i;
        }
        throw new InvalidOperationException($"{field} passed the check of selectable fields and is none");
    }
}
