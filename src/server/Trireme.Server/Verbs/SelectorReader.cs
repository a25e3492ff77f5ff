using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Watch;

namespace Trireme.Server.Verbs;

/// <summary>Reads label and field selectors out of a query.</summary>
internal static class SelectorReader
{
    /// <summary>The selection of a list or watch.</summary>
    public static (ObjectSelector? Selector, Status? Error) Read(ApiCall call, KindCache cache)
    {
        Func<IReadOnlyDictionary<string, string>, bool>? labels = null, fields = null;
        var labelText = call.Query["labelSelector"].ToString();
        var fieldText = call.Query["fieldSelector"].ToString();
        if (labelText.Length > 0)
            labels = Equalities(labelText);
        if (fieldText.Length > 0)
            fields = Equalities(fieldText);
        return (new ObjectSelector { Namespace = call.Namespace, Labels = labels, Fields = fields, Selectable = cache.Fields }, null);
    }

    private static Func<IReadOnlyDictionary<string, string>, bool> Equalities(string text)
    {
        var terms = text.Split(',').Select(term => term.Split('=', 2)).Select(pair => (Key: pair[0].TrimEnd('!'), Value: pair[^1].TrimStart('='), Not: pair[0].EndsWith('!'))).ToArray();
        return values => terms.All(term => (values.GetValueOrDefault(term.Key) == term.Value) != term.Not);
    }
}
